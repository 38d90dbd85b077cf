import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { breakingChanges } from '../breaking/compare.js';

const CONTRACT = parse(readFileSync(new URL('./contract.yaml', import.meta.url), 'utf8'));
const SERVED = new URL('../../gateway-service/src/main/resources/META-INF/openapi.yaml', import.meta.url);

/** The changes that are found when the contract is changed so. */
function changed(change) {
  const after = structuredClone(CONTRACT);
  change(after);
  return breakingChanges(CONTRACT, after);
}

const history = (contract) => contract.paths['/history'].get;
const parameter = (contract, name) => history(contract).parameters.find((each) => each.name === name);
const point = (contract) => contract.components.schemas.Point;

const BREAKING = {
  'a path is gone': (c) => delete c.paths['/assets'],
  'a method is gone': (c) => delete c.paths['/verify'].post,
  'an operationId is another': (c) => (history(c).operationId = 'history'),
  'a way to send the key is gone': (c) => (c.security = [{ header: [] }]),
  'a key is needed where none was': (c) => delete c.paths['/assets'].get.security,
  'a parameter is gone': (c) => history(c).parameters.splice(0, 1),
  'a parameter is new and required': (c) =>
    history(c).parameters.push({ name: 'new', in: 'query', required: true, schema: { type: 'string' } }),
  'the first parameter of an operation is required': (c) =>
    (c.paths['/assets'].get.parameters = [{ name: 'new', in: 'query', required: true, schema: { type: 'string' } }]),
  'a parameter becomes required': (c) => (parameter(c, 'limit').required = true),
  'a greatest value is lower': (c) => (parameter(c, 'limit').schema.maximum = 500),
  'a least value is higher': (c) => (parameter(c, 'limit').schema.minimum = 10),
  'a text may be less long': (c) => (parameter(c, 'asset').schema.maxLength = 5),
  'a pattern is another': (c) => (parameter(c, 'asset').schema.pattern = '^[A-Z]+$'),
  'a default is another': (c) => (parameter(c, 'limit').schema.default = 100),
  'a value is not taken any more': (c) => (parameter(c, 'resolution').schema.enum = ['1m']),
  'only listed values are taken now': (c) => (parameter(c, 'asset').schema.enum = ['BTC']),
  'a parameter is of another type': (c) => (parameter(c, 'limit').schema.type = 'string'),
  'a body is required': (c) => (c.paths['/verify'].post.requestBody.required = true),
  'a field of a body is required': (c) => c.components.schemas.Question.required.push('note'),
  'a field of a body is not taken any more': (c) => delete c.components.schemas.Question.properties.note,
  'a body is not taken in this form any more': (c) => delete c.paths['/verify'].post.requestBody.content['application/json'],
  'a success is gone': (c) => delete history(c).responses['200'],
  'a media type is gone': (c) => delete history(c).responses['200'].content['text/csv'],
  'a field is gone': (c) => delete point(c).properties.time,
  'a field is not always there': (c) => (point(c).required = ['time']),
  'a field may be null': (c) => (point(c).properties.value.type = ['number', 'null']),
  'a field is of another type': (c) => (point(c).properties.time.type = 'string'),
  'a number is of another size': (c) => (point(c).properties.time.format = 'int32'),
  'a whole number is a fraction': (c) => (point(c).properties.time.type = 'number'),
  'a value that nobody knows': (c) => c.components.schemas.Quality.enum.push('odd'),
  'a list of values is opened': (c) => delete c.components.schemas.Quality.enum,
  'a form that nobody knows': (c) =>
    c.paths['/assets'].get.responses['200'].content['application/json'].schema.oneOf.push({ type: 'object', title: 'C' }),
  'a field of a part of a whole is gone': (c) => delete c.components.schemas.Detail.allOf[1].properties.more,
  'a header is gone': (c) => delete history(c).responses['200'].headers['X-Request-Id'],
  'a header is not always there': (c) => (c.components.headers.RequestId.required = false),
  'a field of a problem is gone': (c) => delete c.components.schemas.Problem.properties.code,
};

const HARMLESS = {
  nothing: () => {},
  'a path is new': (c) => (c.paths['/more'] = c.paths['/assets']),
  'a parameter is new': (c) => history(c).parameters.push({ name: 'new', in: 'query', schema: { type: 'string' } }),
  'a parameter is not required any more': (c) => (parameter(c, 'asset').required = false),
  'a greatest value is higher': (c) => (parameter(c, 'limit').schema.maximum = 50000),
  'a bound is gone': (c) => delete parameter(c, 'asset').schema.maxLength,
  'another value is taken': (c) => parameter(c, 'resolution').schema.enum.push('1h'),
  'a field is new': (c) => (point(c).properties.more = { type: 'string' }),
  'a field is always there': (c) => point(c).required.push('quality'),
  'a field is never null any more': (c) => (c.components.schemas.Page.properties.next.type = 'string'),
  'a refusal is new': (c) => (history(c).responses['410'] = history(c).responses['404']),
  'a refusal is gone': (c) => delete history(c).responses['404'],
  'a value is new in a list that says it grows': (c) => c.components.schemas.Problem.properties.code.enum.push('odd'),
  'a media type is new': (c) => (history(c).responses['200'].content['text/plain'] = { schema: { type: 'string' } }),
  'a field of a body is new': (c) => (c.components.schemas.Question.properties.more = { type: 'string' }),
  'a header is new': (c) => (history(c).responses['200'].headers.More = { schema: { type: 'string' } }),
  'words are others': (c) => (history(c).description = 'Others.'),
  'another way to send the key': (c) => c.security.push({ cookie: [] }),
  'a schema has another name': (c) => {
    c.components.schemas.Points = c.components.schemas.Page;
    history(c).responses['200'].content['application/json'].schema = { $ref: '#/components/schemas/Points' };
  },
};

for (const [name, change] of Object.entries(BREAKING)) {
  test(`breaks: ${name}`, () => assert.notDeepEqual(changed(change), []));
}
for (const [name, change] of Object.entries(HARMLESS)) {
  test(`harms nobody: ${name}`, () => assert.deepEqual(changed(change), []));
}
test('the contract that is served breaks nothing of itself, and does without one of its paths', () => {
  const served = parse(readFileSync(SERVED, 'utf8'));
  assert.deepEqual(breakingChanges(served, served), []);
  const less = structuredClone(served);
  delete less.paths['/v1/assets'];
  assert.deepEqual(breakingChanges(served, less), [{ place: 'GET /v1/assets', what: 'is gone' }]);
});
