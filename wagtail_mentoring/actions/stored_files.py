"""Files that an action stores."""


class StoredFilesMixin:
    """For actions that store files: when an attempt fails, for whatever reason, its files are gone again."""

    def _execute_once(self):
        self.stored = []
        try:
            return super()._execute_once()
        except Exception:
            for file in self.stored:
                file.storage.delete(file.name)
            raise

    def store(self, file, name, content):
        """Put ``content`` into ``file``, a file field's value; the caller saves the row."""
        file.save(name, content, save=False)
        self.stored.append(file)

    def attach(self, row, attachment):
        """Save ``row``, a new ``AttachedFile``, with an ``attachments.Attachment``."""
        row.name = attachment.name
        row.content_type = attachment.content_type
        row.size = attachment.size
        self.store(row.file, attachment.name, attachment.content)
        row.save()
