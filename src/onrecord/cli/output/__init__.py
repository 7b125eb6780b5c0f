"""Output formats, one file each; a format is found by its module's name (see ``base.load``)."""
