import requests
import json
