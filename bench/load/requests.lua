-- What wrk sends: messages that are all different, for some seconds, and then nothing more until every answer is there.
-- So the answers that wrk counts and the GETs that the upstream counts are the same messages.
--
--   wrk … -s requests.lua <origin> -- <kind> <seconds> <recipients> [<header line> …]

local ffi = require('ffi')
ffi.cdef [[
  typedef struct { long seconds; long nanoseconds; } bench_time;
  int clock_gettime(int clock, bench_time *time);
]]
local time = ffi.new('bench_time')
local function now()
  ffi.C.clock_gettime(1, time)
  return tonumber(time.seconds) + tonumber(time.nanoseconds) / 1e9
end

-- Longer than any run: a connection that waits so long has stopped.
local stoppedMs = 3600000

local format = string.format
local number, window, stopAt, headers, recipients, kind

local function post(path, body, more)
  return format('POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n%s%sContent-Length: %d\r\n\r\n%s',
    path, headers, more or '', #body, body)
end
local function get(target)
  return format('GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%s\r\n', target, headers)
end
local function message(to, text)
  return format('{"to":[%s],"from":"ACME","text":"Your code is %09d"}', to, text)
end
-- A thousand messages that come again and again: the first time they are sent, from then on replayed.
local keyCount = 1000

local kinds = {
  message = function(n) return post('/messages', message(format('"+2135%09d"', n), n)) end,
  list = function(n)
    local to = {}
    for index = 1, recipients do to[index] = format('"+2135%09d"', (n * recipients + index) % 1000000000) end
    return post('/messages', message(table.concat(to, ','), n))
  end,
  replay = function(n)
    local m = n % keyCount
    return post('/messages', message(format('"+2136%09d"', m), m), format('Idempotency-Key: bench-replay-%09d\r\n', m))
  end,
  page = function() return get('/messages?limit=20') end,
  upstream = function(n)
    return get(format('/bulksms/bulksms?username=bench&password=bench-password&type=0&dlr=1&destination=%%2B2135%09d&source=ACME&message=Your%%20code%%20is%%20%09d', n, n))
  end,
  sendsms = function(n)
    return get(format('/cgi-bin/sendsms?username=bench&password=bench-password&from=ACME&to=%%2B2135%09d&text=Your%%20code%%20is%%20%09d', n, n))
  end,
}


function init(arguments)
  kind, window, recipients = kinds[arguments[1]], tonumber(arguments[2]), tonumber(arguments[3])
  headers = ''
  for index = 4, #arguments do headers = headers .. arguments[index] .. '\r\n' end
  -- Another run, other messages: a journal that is kept must not know them.
  local start = now()
  number = math.floor(start * 1e6) % 900000000
  stopAt = start + window
end

function delay()
  return now() < stopAt and 0 or stoppedMs
end

function request()
  number = (number + 1) % 1000000000
  return kind(number)
end

function done(summary, latency)
  local errors = summary.errors
  io.write(format('RESULT {"answers":%d,"refused":%d,"broken":%d,"p50Us":%d,"p99Us":%d,"maxUs":%d}\n',
    summary.requests, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99), latency.max))
end
