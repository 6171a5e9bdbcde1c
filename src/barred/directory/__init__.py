"""The files of the directory and the snapshot made of them: read, check, format, compile, open."""
