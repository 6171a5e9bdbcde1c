"""Files written whole or not at all, with cells that no spreadsheet takes for a formula."""
