// An editor with a YAML language server completes, explains and checks Buzzout's files as one types.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { LanguageServer } from './language_server.mjs';

const source = process.env.BUZZOUT_SOURCE_DIR;
const server = new LanguageServer(process.env.BUZZOUT_LANGUAGE_SERVER);
const schema = (kind) => JSON.parse(readFileSync(join(source, `docs/schemas/${kind}.schema.json`), 'utf8'));

// Where files of a kind are, and their first line: that of a file that ships there.
const kinds = Object.fromEntries(
  Object.entries({ profile: 'profiles', connector: 'profiles/connectors', fixture: 'fixtures' }).map(([kind, name]) => {
    const folder = join(source, name);
    const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
    const texts = files.map((file) => readFileSync(join(folder, file), 'utf8'));
    return [kind, { folder, files, texts, modeline: texts[0].split('\n')[0] }];
  }),
);

const lines = (kind, ...rest) => [kinds[kind].modeline, ...rest].join('\n');

async function offered(kind, ...rest) {
  const items = await server.completion(kinds[kind].folder, lines(kind, ...rest));
  return new Map(items.map((item) => [item.label, item.documentation?.value ?? item.documentation]));
}

async function shown(kind, ...rest) {
  return (await server.hover(kinds[kind].folder, lines(kind, ...rest))).replaceAll('\\', '');
}

const marked = (kind, text) => server.diagnostics(kinds[kind].folder, text);

// A file that ships, with one line changed: what is marked, and the number of that line.
async function markedIn(kind, before, after) {
  const text = kinds[kind].texts.find((text) => text.includes(before));
  assert.ok(text, `no ${kind} has ${before}`);
  const line = text.slice(0, text.indexOf(before)).split('\n').length;
  return { line, found: await marked(kind, text.replace(before, after)) };
}

before(() => server.start());
after(() => server.stop());

test('nothing is marked in a file that ships', async () => {
  for (const [kind, { files, texts }] of Object.entries(kinds)) {
    assert.ok(files.length > 1);
    const found = await Promise.all(texts.map((text) => marked(kind, text)));
    for (const [i, marks] of found.entries()) assert.deepEqual(marks, [], files[i]);
  }
});

test('every key of a profile, connector and fixture is offered with its description', async () => {
  for (const kind of Object.keys(kinds)) {
    const items = await offered(kind, '|');
    for (const [key, part] of Object.entries(schema(kind).properties)) {
      assert.ok(items.has(key), `${kind}: ${key}`);
      const description = part.description ?? schema(kind).definitions[key].description;
      assert.equal(items.get(key), description, `${kind}: ${key}`);
    }
  }
});

test('a key that is there is not offered again', async () => {
  const items = await offered('profile', 'title: A cable', '|');
  assert.ok(!items.has('title') && items.has('wiring'));
});

test('the words that a key may have are offered, each with its meaning', async () => {
  const wirings = await offered('profile', 'wiring: |');
  assert.deepEqual([...wirings.keys()], ['balanced', 'single-ended', 'other']);
  assert.match(wirings.get('single-ended'), /L- and R- in one net/);
  assert.deepEqual([...(await offered('profile', 'trust: |')).keys()], schema('profile').properties.trust.enum);
  assert.deepEqual([...(await offered('profile', 'source:', '  certainty: |')).keys()], ['A', 'B', 'C', 'M']);
  assert.deepEqual([...(await offered('connector', 'shape: |')).keys()], schema('connector').properties.shape.enum);
  assert.deepEqual([...(await offered('fixture', 'board: |')).keys()], ['uno', 'mega', 'mega64']);
});

test('a title is free: no words are offered for it', async () => {
  assert.deepEqual([...(await offered('profile', 'title: |')).keys()], []);
});

test('the connector types that ship are offered for ends and sockets', async () => {
  const types = kinds.connector.files.map((file) => file.replace('.yaml', '')).sort();
  assert.deepEqual([...(await offered('profile', 'ends: {amp: |}')).keys()].sort(), types);
  assert.deepEqual([...(await offered('fixture', 'sockets:', '  amp:', '    type: |')).keys()].sort(), types);
});

test('the roles that the diagnosis knows are offered for nets', async () => {
  const roles = await offered('profile', 'nets:', '  |');
  for (const role of ['L+', 'L-', 'R+', 'R-', 'L-=R-', 'hot', 'cold', 'shield']) assert.ok(roles.has(role), role);
});

test('the keys of a variant are those that it may replace', async () => {
  const keys = await offered('profile', 'variants:', '  bonded:', '    |');
  assert.ok(keys.has('shell') && keys.has('nets') && !keys.has('ends') && !keys.has('revision'));
});

test('settings are completed and checked too', async () => {
  const modeline = '# yaml-language-server: $schema=../docs/schemas/config.schema.json\n';
  const folder = kinds.profile.folder;
  const items = await server.completion(folder, `${modeline}|`);
  for (const key of ['port', 'fixture', 'operator', 'station']) assert.ok(items.some((item) => item.label === key), key);
  const found = await server.diagnostics(folder, `${modeline}port: sim:good\nprot: sim:good\n`);
  assert.deepEqual(found.map((mark) => mark.line), [3]);
});

test('hovering explains a key, a word and a contact', async () => {
  assert.match(await shown('profile', 'revi|sion: 1'), /count it up when the wiring changes/);
  assert.match(await shown('profile', 'wiring: bal|anced'), /Needs the roles L\+, L-, R\+ and R-/);
  assert.match(await shown('profile', 'nets:', '  L+: [amp.|T, left.T]'), /END.CONTACT/);
  assert.match(await shown('fixture', 'sockets:', '  amp:', '    la|bel: x'), /An end of a cable looks for it/);
  assert.match(await shown('connector', 'shell_|bond: 1'), /shell: require/);
});

test('a slip is marked on its line, in words that say what would be right', async () => {
  const slips = [
    ['profile', 'wiring: balanced', 'wirring: balanced', /wirring is not allowed/],
    ['profile', 'wiring: balanced', 'wiring: balansed', /"balanced", "single-ended", "other"/],
    ['profile', 'revision: 1', 'revision: 0', /minimum of 1/],
    ['profile', 'revision: 1', 'revision: one', /Expected "?integer/],
    ['profile', 'L+: [amp.T,', 'L+: [ampT,', /Write END.CONTACT, such as amp.R1/],
    ['profile', 'left: ts-3.5', 'left: ts 3.5', /A name has 1 to 64 letters/],
    ['profile', 'max_ohm: 2', 'max_ohm: 2000', /maximum of 1000/],
    ['profile', 'certainty: M', 'certainty: Z', /"A", "B", "C", "M"/],
    ['connector', 'contacts: [T, R', 'contacts: [T, T, R', /duplicate/],
    ['connector', 'shape: xlr', 'shape: xrl', /"phone", "xlr"/],
    ['fixture', 'board: mega', 'board: nano', /"uno", "mega"/],
    ['fixture', 'R3: 4, S: 5', 'R3: 4, S: 17', /maximum of 16/],
    ['fixture', 'label: amp', 'lable: amp', /lable is not allowed/],
  ];
  const results = await Promise.all(slips.map(([kind, before, after]) => markedIn(kind, before, after)));
  for (const [i, { line, found }] of results.entries()) {
    const [, , after, words] = slips[i];
    assert.ok(found.some((mark) => mark.line === line && words.test(mark.message)), `${after}: ${JSON.stringify(found)}`);
  }
});

test('a key that is missing is named', async () => {
  const { found } = await markedIn('profile', 'use: headphone\n', '');
  assert.match(found.map((mark) => mark.message).join(), /Missing property "use"/);
});

test('a pinout that nobody sourced cannot be called sourced', async () => {
  const text = kinds.profile.texts.find((file) => /trust: presumed\nsource:\n[^:]*text:[^]*?\n  certainty: M\n/.test(file) && !file.includes('variants:'));
  const found = await marked('profile', text.replace('trust: presumed', 'trust: sourced'));
  assert.match(found.map((mark) => mark.message).join(), /needs a source of certainty A or B/);
});
