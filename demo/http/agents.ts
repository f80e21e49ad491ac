/** Programs that call the organisation's own API, as they name themselves. */
export const agents = {
  partner: 'NordseeTMS/11.4',
  java: 'okhttp/4.12.0',
  node: 'axios/1.9.0',
  python: 'python-requests/2.32.3',
  curl: 'curl/8.5.0',
  app: 'MeridianDriver/5.31 CFNetwork/1568.300 Darwin/24.2.0',
  oldPhp: 'GuzzleHttp/6.5.5 curl/7.58.0 PHP/7.2.34',
} as const;
