import json, os, random, sys, time, urllib.error, urllib.request

url = os.environ.get("EVENTS_URL", "http://127.0.0.1:3000/events?wait=30")
headers = {"Authorization": "Bearer " + os.environ["API_KEY"]} if "API_KEY" in os.environ else {}
cursor_file = os.environ.get("CURSOR_FILE", "events.cursor")

def handle(event):
    """Your work. It may get an event again after a crash: the same event has the same id."""
    print(json.dumps(event), flush=True)

cursor = open(cursor_file).read() if os.path.exists(cursor_file) else None
failures = 0
while True:
    try:
        after = "" if cursor is None else f"&after={cursor}"
        request = urllib.request.Request(url + after, headers=headers)
        with urllib.request.urlopen(request, timeout=60) as answer:
            page = json.load(answer)
        for event in page["events"]:
            handle(event)
        if page["next"] != cursor:
            with open(cursor_file + ".new", "w") as file:
                file.write(page["next"])
                file.flush()
                os.fsync(file.fileno())
            os.replace(cursor_file + ".new", cursor_file)
            cursor = page["next"]
        failures = 0
    except Exception as error:
        if isinstance(error, urllib.error.HTTPError) and error.code == 410:
            sys.exit(f"Events are lost, see docs/events.md: {error.read().decode()}")
        print(error, file=sys.stderr, flush=True)
        time.sleep(min(30, 0.5 * 2 ** min(failures, 9)) * random.uniform(0.5, 1))
        failures += 1
