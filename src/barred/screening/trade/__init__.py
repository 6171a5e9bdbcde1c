"""Rows of trade: shipments with their parties and goods, and catalogues with their items."""
