cp client_secret*.json client_secret.json
ls
