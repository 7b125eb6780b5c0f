"""The commands, one module each: `onrecord NAME` runs what is called NAME in the module NAME."""
