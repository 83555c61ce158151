"""The walk of a project: one small file of data per stage, one registry whose order is the workflow."""
