"""Where the rooms meet: scan, read and explain as a user asks for them."""
