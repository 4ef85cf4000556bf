<?php
// Sends with PHP, repeats safely, and reads an unknown outcome. See README.md.
declare(strict_types=1);

$url = getenv('GATEWAY_URL') ?: 'http://127.0.0.1:3000';
$key = getenv('GATEWAY_API_KEY');

/** Makes one request. Returns the body and its Retry-After, or null without a complete answer of the gateway. */
function ask(string $path, array $headers = [], ?string $body = null): ?array
{
    global $url, $key;
    $retryAfter = null;
    $curl = curl_init($url . $path);
    curl_setopt_array($curl, [
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_TIMEOUT => 45,
        CURLOPT_HTTPHEADER => [...$headers, ...($key ? ["Authorization: Bearer $key"] : [])],
        CURLOPT_HEADERFUNCTION => function ($curl, string $line) use (&$retryAfter): int {
            if (preg_match('/^retry-after: (\d+)/i', $line, $match)) {
                $retryAfter = (int) $match[1];
            }
            return strlen($line);
        },
    ]);
    if ($body !== null) {
        curl_setopt($curl, CURLOPT_POSTFIELDS, $body);
    }
    $answer = curl_exec($curl);
    $type = (string) curl_getinfo($curl, CURLINFO_CONTENT_TYPE);
    if ($answer === false || !preg_match('~^application/(problem\+)?json~', $type)) {
        return null;
    }
    return [json_decode($answer, true, flags: JSON_THROW_ON_ERROR), $retryAfter];
}

/** The same key would only get the same answer if no recipient was left out. */
function isWorthRepeating(array $body, ?int $retryAfter): bool
{
    $outcomes = isset($body['recipients']) ? array_column($body['recipients'], 'outcome') : ['not-attempted'];
    return $retryAfter !== null && in_array('not-attempted', $outcomes, true);
}

/** An answer that names the recipients. A problem without them, for example 401, ends the program. */
function requireRecipients(array $body): array
{
    if (isset($body['recipients'])) {
        return $body;
    }
    fwrite(STDERR, "{$body['code']}: {$body['title']}\n");
    exit(1);
}

/** Posts a message until it is answered. The key stays the same, so nothing is sent twice. */
function send(array $message): array
{
    $headers = ['Content-Type: application/json', 'Idempotency-Key: ' . bin2hex(random_bytes(16))];
    for ($attempt = 1; $attempt <= 10; $attempt++) {
        $answer = ask('/messages', $headers, json_encode($message, JSON_THROW_ON_ERROR));
        if ($answer !== null && !isWorthRepeating(...$answer)) {
            return requireRecipients($answer[0]);
        }
        sleep($answer[1] ?? 1);
    }
    throw new RuntimeException('no answer: repeat the request later, under the same key');
}

$sent = send(['to' => ['+213550000001'], 'from' => 'ACME', 'text' => 'Sent with PHP']);
foreach ($sent['recipients'] as ['to' => $to, 'outcome' => $outcome]) {
    echo "$to $outcome\n";
}

// The sandbox reads this message and breaks the connection, so nobody knows whether it was sent.
$unknown = send(['to' => ['+99910000101'], 'from' => 'ACME', 'text' => 'Sent with PHP']);
foreach ($unknown['recipients'] as ['to' => $to, 'outcome' => $outcome]) {
    echo "$to $outcome\n";
}

[$known] = ask("/messages/{$unknown['id']}") ?? throw new RuntimeException('no answer');
requireRecipients($known);
$count = count($known['recipients'][0]['attempts']);
echo "{$known['status']} after $count attempt: do not send it again\n";
