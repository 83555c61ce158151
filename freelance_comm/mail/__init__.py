"""Mail: drafts as files that a mail program opens, ready to send. Nothing here sends anything."""
