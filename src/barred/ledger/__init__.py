"""What this installation did: a log that only grows, checks, saved subjects, waivers, jobs and keys, in SQL."""
