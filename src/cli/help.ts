// What `--help` prints, for the whole and for each verb.

export const overview = `Usage: trace-concurrency <verb> …

Records a Node program, unmodified, and shows its processes, threads and
coroutines as swim-lanes with the messages between them.

Verbs
  run      run a program traced
  info     what a trace holds
  export   a trace in another format

  --version   the version of this tool
  --help      this text; "trace-concurrency <verb> --help" for a verb

A trace is a .ctrace file or the folder of a run, finished or not.

Exit codes of our own
  2     wrong usage, missing input or unwritable output
  3     not a trace, or of a newer version
  125   the tracer could not start
`;

export const runHelp = `Usage: trace-concurrency run [options] program [args…]
       trace-concurrency run [options] -- command [args…]

Runs a TypeScript or JavaScript program traced, or any command that starts
Node processes: "run -- npm test". Its input, output, signals and exit code
are its own; the summary goes to stderr when it has ended.

Options, which end at the first other word
  --out F        the trace file; without it
                 .trace-concurrency/<time>-<program>.ctrace
  --html F       also write the timeline as one HTML file
  --json         the summary as one line of JSON
  --quiet        no summary
  --progress     say on stderr, while it runs, how much is recorded
  --node PATH    the Node to use (22.18 or a later 22, 24 or newer); for a
                 command it comes first on its PATH
  --level light  less is recorded, at about half the cost: what ran and waited
                 when, and all messages, but not what woke each wait
  --recording mapped
                 the default where this tool was built for the platform: no
                 death of the program loses a record. "buffered" writes each
                 thread's records 64 KiB at a time

Processes that outlive the program are waited for half a second.
`;

export const infoHelp = `Usage: trace-concurrency info F [--json]

Tells what a trace holds: format, machines, lanes, counts, losses, duration.

  --json   as one line of JSON
`;

export const exportHelp = `Usage: trace-concurrency export F --format ndjson|html -o OUT

Writes a trace in another format.

  --format ndjson   one JSON object a line, with vector clocks
  --format html     the timeline as one HTML file that opens in a browser
  -o, --out OUT     the file to write; "-" for stdout
`;
