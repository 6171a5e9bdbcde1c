"""What each page and its JSON show: one frozen class a page, filled here and nowhere else."""
