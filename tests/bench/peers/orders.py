"""Reads every order with Python's standard library and adds up what they brought. Nothing is stored."""

import http.client
import json
import os
from urllib.parse import urlsplit

connection = http.client.HTTPConnection(urlsplit(os.environ["REVONE_API_URL"]).netloc)
headers = {"Authorization": "Bearer " + os.environ["REVONE_TOKEN"]}
orders = revenue = 0
page = last = 1
while page <= last:
    connection.request("GET", f"/v1/orders/?page={page}&limit=100&sorting=-created_at", headers=headers)
    body = json.loads(connection.getresponse().read())
    for order in body["items"]:
        orders += 1
        if order["paid"]:
            revenue += order["net_amount"]
    last = body["pagination"]["max_page"]
    page += 1
print(f"{orders} orders, {revenue}")
