"""Match names against names: any two files, any list, the list side in millions."""
