"""Text to text and text to tokens: pure functions, nothing read and nothing kept."""
