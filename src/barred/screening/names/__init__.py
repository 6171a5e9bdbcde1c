"""Names against lists: which entries they may be, beside what the directory knows."""
