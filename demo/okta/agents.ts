/** Programs that call Okta, as they name themselves. */
export const agents = {
  browser:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36',
  hr: 'Workday-Studio/2024.1',
  go: 'okta-sdk-golang/5.0.4 golang/go1.24.4 linux/amd64',
  python: 'okta-sdk-python/2.9.13 python/3.11.12 Linux/6.1.134',
  oldPython: 'python-requests/2.9.1',
  powershell: 'Mozilla/5.0 (Windows NT; Windows NT 10.0) WindowsPowerShell/5.1.19041.5247',
} as const;
