// tap notes which modules a test loads, with their source maps, and makes every process that the test starts do so as well. That
// serves coverage and `tap --changed`, neither of which is used here, and takes a third of the CPU time of all tests. .taprc
// loads this file before that part of tap.
process.env['_TAPJS_PROCESSINFO_EXCLUDE_'] = '/./'
// What tap sets for processes that inherit the environment.
delete process.env['NODE_OPTIONS']
