"""One file per command: ``configure`` declares its words, ``run`` calls the use cases and shows the answer."""
