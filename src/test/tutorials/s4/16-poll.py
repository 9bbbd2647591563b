import time
import pprint
op_json = operation.json()
response = op_json.get('response')
error = op_json.get('error')
while response is None and error is None:
  time.sleep(31)
  operation = requests.get(
  url = f'{base_url}/v1/{op_json["name"]}',
  headers=headers,
  )
  op_json = operation.json()
  response = op_json.get('response')
  error = op_json.get('error')
  percent = op_json['metadata'].get('completedPercent')
  if percent is not None:
    print(f"{percent:.2f}% - {op_json['metadata']['snapshots'][-1]}")
    print()
if error is not None:
  raise Exception(error)
