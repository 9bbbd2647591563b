name=operation.json()["metadata"]["tunedModel"]
name
