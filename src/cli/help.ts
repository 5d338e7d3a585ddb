// What `--help` prints, for the whole and for each verb.

export const overview = `Usage: trace-concurrency <verb> …

Records a Node program, unmodified, and shows its processes, threads and
coroutines as swim-lanes with the messages between them.

Verbs
  run      run a program traced
  info     what a trace holds
  export   a trace in another format
  stop     stop recording a program that runs
  start    record it again

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
  --keep 30s     only the last so much is kept; what is older is dropped while
                 the program runs
  --limit 500MB  the recording takes about so much on the disk: what comes
                 after that is left out; with --keep, what is oldest
  --rate 200k    at most so many records of a thread in a second; what comes
                 after that is left out, until the next second
  --paused       nothing is recorded until "trace-concurrency start"

What is left out or dropped is counted, and marked in the trace.
Processes that outlive the program are waited for half a second.
`;

export const infoHelp = `Usage: trace-concurrency info F [--json]

Tells what a trace holds: format, machines, lanes, counts, losses, duration.

  --json   as one line of JSON
`;

export const stopHelp = `Usage: trace-concurrency stop RUN-FOLDER

Stops recording a program that "trace-concurrency run" has started and that
still runs; "start" goes on. The folder is that of the run in
.trace-concurrency, where a program that ends leaves a .ctrace file instead.
The program notices within a tenth of a second of its own work.
`;

export const startHelp = `Usage: trace-concurrency start RUN-FOLDER

Records a program again that was run with --paused, or after "stop".
`;

export const exportHelp = `Usage: trace-concurrency export F --format ndjson|html -o OUT

Writes a trace in another format.

  --format ndjson   one JSON object a line, with vector clocks
  --format html     the timeline as one HTML file that opens in a browser
  -o, --out OUT     the file to write; "-" for stdout
`;
