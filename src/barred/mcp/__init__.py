"""The Model Context Protocol as a door: assistants ask what the command line is asked, and get the same answers."""
