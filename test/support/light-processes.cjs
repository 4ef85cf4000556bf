// tap notes which modules a test loads, with their source maps, and makes every process that the test starts do so as well. That
// serves coverage and `tap --changed`, neither of which is used here, and takes a third of the CPU time of all tests. tap reads
// this once it starts, which .taprc makes this file precede.
process.env['_TAPJS_PROCESSINFO_EXCLUDE_'] = '/./'
