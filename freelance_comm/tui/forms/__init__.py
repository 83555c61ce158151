"""The forms, one kind of record a file: which fields it has and how typed text becomes the record again."""
