"""Where the lines and boxes of a picture lie; templates draw them, so that their words are in the catalogues."""
