"""Steps written in YAML: somebody submits, decides, and something is expected. Scenarios and the demo speak them."""
