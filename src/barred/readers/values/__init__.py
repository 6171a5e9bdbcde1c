"""What single cells say: numbers, days, weights, parties."""
