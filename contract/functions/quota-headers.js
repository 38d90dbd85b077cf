const QUOTA = ['RateLimit-Policy', 'RateLimit'];

/** Successes and 429 tell the quota, 429 and 503 when to come back. */
export default function quotaHeaders(responses, _options, { path }) {
  const problems = [];
  for (const [status, response] of Object.entries(responses)) {
    const told = Object.keys(response.headers ?? {});
    const wanted = [
      ...(/^2/.test(status) || status === '429' ? QUOTA : []),
      ...(status === '429' || status === '503' ? ['Retry-After'] : []),
    ];
    for (const header of wanted.filter((name) => !told.includes(name))) {
      problems.push({ message: `${status} does not tell ${header}: ${path.join('.')}`, path: [...path, status] });
    }
  }
  return problems;
}
