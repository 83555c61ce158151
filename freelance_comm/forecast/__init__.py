"""What an estimate is worth: hours with their chances, and the dates that follow from them.

Knows the domain alone. A model that has learned from finished work takes the place of ``effort.WithoutHistory``.
"""
