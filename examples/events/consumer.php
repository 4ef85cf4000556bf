<?php
$url = getenv('EVENTS_URL') ?: 'http://127.0.0.1:3000/events?wait=30';
$headers = getenv('API_KEY') ? ['Authorization: Bearer ' . getenv('API_KEY')] : [];
$cursorFile = getenv('CURSOR_FILE') ?: 'events.cursor';

/** Your work. It may get an event again after a crash: the same event has the same id. */
function handle(array $event): void
{
    fwrite(STDOUT, json_encode($event, JSON_THROW_ON_ERROR) . "\n");
}

$curl = curl_init();
curl_setopt_array($curl, [CURLOPT_RETURNTRANSFER => true, CURLOPT_TIMEOUT => 60, CURLOPT_HTTPHEADER => $headers]);
$cursor = file_exists($cursorFile) ? file_get_contents($cursorFile) : null;
for ($failures = 0; ; ) {
    try {
        curl_setopt($curl, CURLOPT_URL, $url . ($cursor === null ? '' : "&after=$cursor"));
        $body = curl_exec($curl);
        $status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
        if ($body !== false && $status === 410) {
            fwrite(STDERR, "Events are lost, see docs/events.md: $body\n");
            exit(1);
        }
        if ($body === false || $status !== 200) throw new Exception(curl_error($curl) . " $status $body");
        $page = json_decode($body, true, 64, JSON_THROW_ON_ERROR);
        foreach ($page['events'] as $event) handle($event);
        if ($page['next'] !== $cursor) {
            $file = fopen("$cursorFile.new", 'w');
            if (!fwrite($file, $page['next']) || !fsync($file)) throw new Exception("$cursorFile.new cannot be written");
            rename("$cursorFile.new", $cursorFile) || throw new Exception("$cursorFile cannot be replaced");
            $cursor = $page['next'];
        }
        $failures = 0;
    } catch (Exception $error) {
        fwrite(STDERR, $error->getMessage() . "\n");
        usleep((int) (min(30, 0.5 * 2 ** min($failures++, 9)) * random_int(500_000, 1_000_000)));
    }
}
