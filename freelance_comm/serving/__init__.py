"""The screen in a browser of this computer: a door that one link opens once, and the page behind it.

Apart from the faces because it is neither: it starts the screen as a program of its own for each page that is opened.
Its server (textual-serve) is an extra and is loaded only when asked for.
"""
