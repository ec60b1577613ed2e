#include "cli/options.hpp"

namespace buzzout {

std::span<const CommandSpec> command_specs() {
  static const std::vector<CommandSpec> specs = {
      {"test", "PROFILE", 1, 1, "measure a plugged-in cable and say PASS or FAIL",
       "Plug the cable into the fixture's sockets and run\n"
       "\n"
       "  buzzout test 4.4-ts                    the one jig that is connected\n"
       "  buzzout test 4.4-ts -p /dev/ttyACM0    the jig on this port\n"
       "  buzzout test 4.4-ts -p sim:good        a simulated jig with a good cable in it\n"
       "  buzzout test 4.4-ts -p sim:swap:left.T:left.S\n"
       "\n"
       "PROFILE is a name or alias (buzzout profiles list) or a YAML file.\n"
       "With --loop, a pile of the same cable: each is tested when Enter is pressed or when it is\n"
       "plugged in after the last one was taken out; q and Enter, or Ctrl-C, end it. The lamps go out\n"
       "when a cable is taken out. --serial is for one cable, and does not go with --loop.\n"
       "What no continuity test sees is counted below the verdict; --details lists it.\n"
       "Every test on a real jig is kept (buzzout records list); with --save, one on a simulated jig too,\n"
       "marked as simulated.\n"
       "--svg draws the measured cable with its connectors, its faults and what to do, for a browser or a report.\n"
       "\n"
       "Exit status: 0 PASS, 1 FAIL, 2 error, 3 no cable, 130 interrupted. With --loop: 0 if every cable\n"
       "passed, 1 if one failed, 2 if one was an error, 3 if none was tested.",
       {Flag::port, Flag::fixture, Flag::at, Flag::serial, Flag::loop, Flag::details, Flag::svg, Flag::save}},
      {"watch", "PROFILE", 1, 1, "follow a cable on the screen while you mend or bend it, then test it",
       "Shows the cable as it is now, over and over: what is wrong, which joint to redo, and what lets go\n"
       "or touches when you bend it. When the wiring is right and stays so, the test runs by itself; its\n"
       "record keeps what was wrong before.\n"
       "\n"
       "  buzzout watch 4.4-ts\n"
       "  buzzout watch 4.4-ts --json | tee live.jsonl    a line for every change\n"
       "\n"
       "Enter tests at once, Space holds the test off, c says that you redid the joint that let go, q or\n"
       "Ctrl-C leaves. A cable that let go and was not redone fails, though it lies still now.\n"
       "\n"
       "Exit status: the test's; 130 if you leave without one.",
       {Flag::port, Flag::fixture, Flag::at, Flag::serial, Flag::details, Flag::save}},
      {"build", "PROFILE", 1, 1, "solder a cable with the screen as a guide, joint by joint, then test it",
       "Shows the joints to make and ticks off those that are there. Plug in what you have, and touch a\n"
       "loose wire to any contact: the screen says which wire it is and where it goes. A lead from one of\n"
       "the jig's GND pins, touched to a wire, names it too. One bell: right. Two: wrong. When all joints\n"
       "are there, the test runs by itself.\n"
       "\n"
       "  buzzout build 4.4-ts\n"
       "\n"
       "Keys and exit status as with `buzzout watch`.",
       {Flag::port, Flag::fixture, Flag::at, Flag::serial, Flag::details, Flag::save}},
      {"batch", "PROFILE", 1, 1, "test a production lot, cable after cable, with serial numbers and records",
       "For each cable: scan or type its serial number, plug it in when the screen says READY, look, take it out.\n"
       "A PASS needs two agreeing scans; a cable that is not right is judged when it has lain still for --settle,\n"
       "or at once with Enter. A cable whose other end is not in yet is waited for. Every test is written down\n"
       "before you see its outcome.\n"
       "\n"
       "  buzzout batch 4.4-ts --lot K7\n"
       "  buzzout batch 4.4-ts --lot K7 --serials 'K7-{0001}' --count 50\n"
       "  buzzout batch 4.4-ts --lot K7 --resume\n"
       "  buzzout batch 4.4-ts --lot K7 -p sim:good --serials 'K7-{0001}' --count 3    try it without a jig\n"
       "\n"
       "A shift begins with gates: the jig's self-test, a loop-back plug in each socket, a golden cable that must\n"
       "pass and a red rabbit that must fail. They last for twelve hours. --no-gate does without; every record\n"
       "says so. A serial number that has passed is refused (--retest lets it in); one that failed is a retest.\n"
       "--on-pass and --on-fail run a command with the record on its input; it never makes you wait.\n"
       "\n"
       "Exit status: 0 the lot has what it wants and no bad cable, 1 not, or it was stopped, 2 error, 130 Ctrl-C.",
       {Flag::port, Flag::fixture, Flag::at, Flag::lot, Flag::serials, Flag::count, Flag::person, Flag::station,
        Flag::settle, Flag::stop_after, Flag::attempts, Flag::retest, Flag::button, Flag::no_gate, Flag::resume,
        Flag::events, Flag::on_pass, Flag::on_fail, Flag::label_to, Flag::label, Flag::details, Flag::save}},
      {"scan", "[SOCKET]...", 0, kMaxWords, "show what is connected, without a profile",
       "Draws every connection between the fixture's sockets. Where sockets share test points only\n"
       "one of them can be in use: name the sockets that are, and the drawing has their contacts.\n"
       "\n"
       "  buzzout scan\n"
       "  buzzout scan amp-4.4 left right",
       {Flag::port, Flag::fixture}},
      {"identify", "", 0, 0, "say which known cable this is, or which it is nearest to",
       "Measures what is plugged in and names it: the profiles that it equals, contact by contact; else the\n"
       "nearest ones and how it differs from them. Tells plugs in each other's sockets, and a cable that is\n"
       "plugged in end for end. Refuses cables that are known to be dangerous.\n"
       "\n"
       "  buzzout identify\n"
       "  buzzout identify -f adapter-bench\n"
       "  buzzout identify -p sim:4.4-ts,short:amp.R1:amp.R3\n"
       "\n"
       "A name is no test: that is `buzzout test PROFILE`.\n"
       "\n"
       "Exit status: 0 it is exactly a known cable, 1 it is none, or a dangerous one, or one with plugs in each\n"
       "other's sockets, 2 error, 3 nothing is plugged in.",
       {Flag::port, Flag::fixture}},
      {"learn", "[NAME]", 0, 1, "make a profile of a cable that is presumed to be good",
       "Measures the plugged-in cable several times and writes the profile NAME into your library. The fixture\n"
       "must have passed its self-test: what is broken in it would be learned.\n"
       "\n"
       "  buzzout learn my-cable --at amp=amp-4.4 --at left=left --at right=right --use headphone\n"
       "  buzzout learn my-cable --role L+=amp.T --role L-=amp.R1 --role R+=amp.R2 --role R-=amp.R3\n"
       "  buzzout learn --confirm my-cable --operator Ben\n"
       "  buzzout learn --confirm my-cable --cable \"the second of the lot\"\n"
       "\n"
       "Without --at, ends and sockets are taken from the known cable that measures exactly the same, or where\n"
       "only one socket can be meant. Nets get the roles of a known cable where they have the very same\n"
       "contacts, else of --role, else they are net1, net2, .... On a terminal it asks. A net that joins two\n"
       "contacts of one end must be given a role: a solder bridge would look the same. A cable that differs\n"
       "from a known one by little is learned only with --unlike: it may be a faulty one.\n"
       "The profile is presumed. --confirm makes it confirmed: another person, or somebody with another cable,\n"
       "finds exactly the same. --from fills in a template.\n"
       "\n"
       "Exit status: 0 written, 1 not the cable that was to be confirmed, 2 error, 3 nothing is plugged in,\n"
       "130 interrupted.",
       {Flag::port, Flag::fixture, Flag::at, Flag::role, Flag::title, Flag::use, Flag::person, Flag::unlike,
        Flag::from, Flag::out, Flag::confirm, Flag::cable}},
      {"profiles list", "[WORD]...", 0, kMaxWords, "the cables that Buzzout knows",
       "By what they are for, each with the name that is quickest to type. With words, those that have all of them\n"
       "in their name, title, plugs, use, wiring or trust.\n"
       "\n"
       "  buzzout profiles list xlr\n"
       "  buzzout profiles list --connector xlr-4 --wiring balanced\n"
       "  buzzout profiles list --trust template\n"
       "\n"
       "Exit status: 0 some are listed, 1 none, or a file is broken, 2 error.",
       {Flag::connector, Flag::use, Flag::wiring, Flag::trust}},
      {"profiles new", "NAME CONNECTOR...", 2, 1 + kMaxEnds, "write the skeleton of a profile, to be filled in",
       "A file with comments: its ends, what is known about such plugs, and a net for each contact. It is a\n"
       "template, which can never pass, until you say who says so. An end may be named.\n"
       "\n"
       "  buzzout profiles new my-cable pentaconn-4.4 ts-3.5 ts-3.5\n"
       "  buzzout profiles new my-cable amp=pentaconn-4.4 left=ts-3.5 right=ts-3.5",
       {Flag::out}},
      {"profiles show", "PROFILE", 1, 1, "a cable's wiring, drawn, with its source and limits",
       "With --svg, a picture to hang at the bench: each connector as one sees it who solders it.\n"
       "\n"
       "  buzzout profiles show 4.4-ts\n"
       "  buzzout profiles show 4.4-ts --svg 4.4-ts.svg",
       {Flag::svg}},
      {"profiles check", "FILE...", 1, kMaxWords, "check profile files you wrote",
       "Says what is wrong with file, line and column, and what to write instead.\n"
       "\n"
       "  buzzout profiles check my-cable.yaml\n"
       "  buzzout profiles check my-cable           a file of the library, by its name",
       {}},
      {"profiles prove", "PROFILE", 1, 1, "try every mistake with this cable: is each one caught?",
       "Makes every mistake that a cable maker can make, one at a time and in pairs: joints open, contacts\n"
       "joined, wires exchanged, plugs in the wrong order or in each other's sockets, diodes. Each is judged\n"
       "as in a test on this fixture. Says what is caught, what measures the same, and what no test tells.\n"
       "\n"
       "  buzzout profiles prove 4.4-ts\n"
       "  buzzout profiles prove my-cable.yaml -f headphone-bench-uno\n"
       "\n"
       "Exit status: 0 nothing escapes, 1 something does, 2 error.",
       {Flag::fixture, Flag::at}},
      {"fixtures list", "[WORD]...", 0, kMaxWords, "the jig fixtures that Buzzout knows",
       "With words, those that have all of them in their name, title, board or sockets. With --for, those whose sockets\n"
       "take every end of that cable.\n"
       "\n"
       "  buzzout fixtures list uno xlr\n"
       "  buzzout fixtures list --for db25-xlr\n"
       "\n"
       "Exit status: 0 some are listed, 1 none, or a file is broken, 2 error.",
       {Flag::takes}},
      {"fixtures show", "FIXTURE", 1, 1, "a fixture's wiring table: which pin goes to which contact",
       "Prints the parts and the table from which the jig is built: Markdown, ready for paper. With --svg, a drawing\n"
       "of the wiring too.\n"
       "\n"
       "  buzzout fixtures show headphone-bench\n"
       "  buzzout fixtures show headphone-bench --svg wiring.svg",
       {Flag::svg}},
      {"fixtures check", "FILE...", 1, kMaxWords, "check fixture files you wrote", "", {}},
      {"fixtures self-test", "", 0, 0, "prove the fixture: empty, then with loop-back plugs",
       "A wire broken behind a socket contact, or two wires bridged inside the jig, can hide a fault\n"
       "of a cable. This finds them: first with nothing plugged in, then with a loop-back plug (a plug\n"
       "with all of its contacts joined) in each socket. What is proved is remembered for a week; what is\n"
       "found broken makes tests with that socket an ERROR until a self-test finds it whole.\n"
       "\n"
       "  buzzout fixtures self-test\n"
       "  buzzout fixtures self-test -p sim:cut:amp-4.4.R1\n"
       "\n"
       "Exit status: 0 every socket is proved, 1 some were skipped, 2 error or a defect, 130 interrupted.",
       {Flag::port, Flag::fixture}},
      {"fixtures trace", "", 0, 0, "touch each socket contact with a lead: is it wired where it should be?",
       "Hold a lead from one of the jig's GND pins to the contact that the screen names; it shows which\n"
       "test point answers and ticks it off. With --spare N, the lead comes from the unused test point N\n"
       "instead. Enter skips a contact. A contact found on another point makes tests with its socket an\n"
       "ERROR until a trace finds it where it should be.\n"
       "\n"
       "  buzzout fixtures trace\n"
       "\n"
       "Exit status: 0 every contact is where it should be, 1 some are not or were skipped, 2 error,\n"
       "130 interrupted.",
       {Flag::port, Flag::fixture, Flag::spare}},
      {"fixtures renew", "SOCKET", 1, 1, "a socket was replaced: its insertions count from 0",
       "Production runs count how often a plug goes into each socket, and say when a socket has outlived the\n"
       "`life` that its fixture gives it.\n"
       "\n"
       "  buzzout fixtures renew amp-4.4",
       {Flag::port, Flag::fixture}},
      {"connectors list", "", 0, 0, "the kinds of plug that Buzzout knows", "", {}},
      {"connectors show", "CONNECTOR", 1, 1, "a plug's contacts, known wirings and source", "", {}},
      {"connectors check", "FILE...", 1, kMaxWords, "check connector files you wrote", "", {}},
      {"jigs list", "", 0, 0, "serial ports, and which of them look like a jig", "", {}},
      {"jigs info", "", 0, 0, "board, number, firmware and self-test of a jig", "", {Flag::port}},
      {"jigs console", "", 0, 0, "talk SCPI to a jig by hand",
       "Each line you type goes to the jig as it is; try *IDN? or SCAN? or SYST:ERR?.", {Flag::port}},
      {"jigs flash", "", 0, 0, "write the firmware into a board (avrdude)",
       "  buzzout jigs flash --board uno -p /dev/ttyACM0\n"
       "  buzzout jigs flash --board mega -p /dev/ttyACM0 --dry-run    print the command only",
       {Flag::port, Flag::board, Flag::hex, Flag::dry_run}},
      {"label", "SERIAL|ID", 1, 1, "print the label of a cable that passed",
       "Prints the label of a cable's newest PASS, or prints it again. A cable that counts as failed, or that was\n"
       "mended and not tested since, gets none. A simulated test's says SIMULATED across everything.\n"
       "\n"
       "  buzzout label K7-000417                          on the printer of the settings\n"
       "  buzzout label K7-000417 --to tcp://192.168.1.20:9100\n"
       "  buzzout label K7-000417 --to '|lp -d Zebra -o raw'\n"
       "  buzzout label K7-000417 --template my-label.yaml --preview\n"
       "  buzzout label K7-000417 --to labels/{serial}.pdf\n"
       "\n"
       "LABEL is a name (default, small), a YAML file, or a file in ZPL that ends in .zpl. The format is what the\n"
       "target's name ends in, else ZPL.\n"
       "\n"
       "Exit status: 0 printed, 1 this cable gets no label, 2 error.",
       {Flag::label, Flag::format, Flag::to, Flag::preview}},
      {"records list", "", 0, 0, "the tests that were kept, and what belongs to them; newest last",
       "Every test on a real jig is kept, and of a simulated one what was tested with --save.\n"
       "\n"
       "  buzzout records list\n"
       "  buzzout records list --serial 00417\n"
       "  buzzout records list --lot L7 --outcome FAIL --from 2026-03-14\n"
       "  buzzout records list --fault open --json    a document a line, all that match",
       {Flag::serial, Flag::lot, Flag::since, Flag::until, Flag::outcome, Flag::fault, Flag::of_profile,
        Flag::station, Flag::limit}},
      {"records show", "SERIAL|ID", 1, 1, "a kept test as it was shown, with all that is known of the cable",
       "The newest test of that serial number, or the record with that id. It is drawn from the profile and the\n"
       "fixture as they were, whatever has become of their files.\n"
       "\n"
       "  buzzout records show 00417",
       {Flag::details}},
      {"records verify", "[FILE]", 0, 1, "is every record there, and as it was written down?",
       "Each record names the hash of the one that its station kept before. This looks at every one: a record that\n"
       "was changed, removed or moved is named. With FILE, an export in JSON Lines, without the store. The end of\n"
       "a chain is known only to who has its hash: lot reports print it, and --head looks for it.\n"
       "\n"
       "  buzzout records verify\n"
       "  buzzout records verify --head 3f9a0c1d2b4e\n"
       "  buzzout records verify records.jsonl\n"
       "\n"
       "Exit status: 0 all is as it was written down, 1 something is not, 2 error.",
       {Flag::head}},
      {"records export", "", 0, 0, "the records as JSON Lines, CSV or JUnit XML",
       "JSON Lines have the very bytes that were hashed, a record a line: sha256sum of a line without its end is\n"
       "the hash. CSV and JUnit XML have the tests.\n"
       "\n"
       "  buzzout records export --out records.jsonl\n"
       "  buzzout records export --lot L7 --format csv --out lot-7.csv\n"
       "  buzzout records export --from 2026-03-14 --format junit | xmllint -",
       {Flag::serial, Flag::lot, Flag::since, Flag::until, Flag::outcome, Flag::fault, Flag::of_profile,
        Flag::station, Flag::export_format, Flag::file}},
      {"records backup", "FILE", 1, 1, "copy the store, and look at every record of the copy",
       "The copy is a store of its own; tests may go on meanwhile. To restore it, put it in the place of\n"
       "records.sqlite in the data folder while nothing runs.\n"
       "\n"
       "  buzzout records backup /media/stick/records-2026-03-14.sqlite\n"
       "\n"
       "Exit status: 0 the copy is whole, 1 something in it is not as it was written down, 2 error.",
       {}},
      {"records repair", "SERIAL", 1, 1, "note what was done to a cable",
       "  buzzout records repair 00417 --did \"redo right.S\"",
       {Flag::did, Flag::person, Flag::station}},
      {"records correct", "SERIAL|ID", 1, 1, "take back a FAIL of a cable that was tested as the wrong kind",
       "A FAIL counts until the cable passes against the same profile. If the profile was the wrong one, say so: the\n"
       "FAIL stays on every paper, with the reason and your name, and no longer counts once the cable passes as the\n"
       "kind that it really is. It counts anew if the cable is tested as the wrong kind again.\n"
       "\n"
       "  buzzout records correct 00417 --reason \"tested as 2.5-ts by mistake\" --operator Ines",
       {Flag::reason, Flag::person, Flag::station}},
      {"records forward", "", 0, 0, "copy what a PostgreSQL database does not have yet",
       "Copies records and the files that they name into the tables buzzout_record and buzzout_text, which it makes\n"
       "where they are missing. The database gets what is new since the last time, from any number of stations; the\n"
       "records here stay as they are. Run it as often as you like, by cron or by hand.\n"
       "\n"
       "  buzzout records forward --to \"host=db.example dbname=tests user=bench\"\n"
       "\n"
       "DATABASE is a connection string of libpq; what it leaves out comes from PGHOST, PGUSER, ~/.pgpass and so on.",
       {Flag::database}},
      {"labels list", "", 0, 0, "how labels can look", "", {}},
      {"labels check", "FILE...", 1, kMaxWords, "check label files you wrote",
       "Says what is wrong with file, line and column, and what to write instead. A file that ends in .zpl is a label\n"
       "drawn in ZPL, with fields.\n"
       "\n"
       "  buzzout labels check my-label.yaml",
       {}},
      {"report certificate", "SERIAL|ID", 1, 1, "the paper that goes with a cable, from what was kept",
       "A page of the newest judgement of that cable, or of the test with that id: outcome, wiring, every net, limits,\n"
       "what was not tested, what was proved about the jig, tests and repairs so far. It is called a certificate if\n"
       "the cable passed on a real jig, else a test report. HTML, or PDF by the name of the file.\n"
       "\n"
       "  buzzout report certificate 00417 --out 00417.pdf\n"
       "  buzzout report certificate 00417 --out 00417.html\n"
       "  buzzout report certificate 00417 > 00417.html",
       {Flag::paper}},
      {"report lot", "LOT", 1, 1, "yield, faults, people and every test of a lot, as an HTML page",
       "Counts the tests of production of that lot; golden cables and red rabbits are not counted. At its end are the\n"
       "heads of the stations' chains: keep them, and buzzout records verify --head shows later that nothing before\n"
       "them was changed.\n"
       "\n"
       "  buzzout report lot L7 --out lot-7.html\n"
       "\n"
       "The tests as CSV, JSON Lines or JUnit XML: buzzout records export --lot L7 --format csv.",
       {Flag::page}},
      {"config show", "", 0, 0, "settings in force, and where each comes from",
       "Settings are in config.yaml: port, fixture, operator, station, label, printer.", {}},
  };
  return specs;
}

}  // namespace buzzout
