"""The pictures in the documents: real screens and real commands on the sample data, drawn as SVG by a script."""
