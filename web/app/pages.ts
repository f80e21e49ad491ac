/** Where one can go: whether it has anything to say before logs are loaded, the noun, the key after `g`, and the drawing of its icon. */
export const pages = [
  { to: '/', isAboutData: true, name: 'Overview', key: 'o', icon: 'M2.5 2.5h11v11h-11zM2.5 8.5h5v5' },
  { to: '/findings', isAboutData: true, name: 'Findings', key: 'f', icon: 'M3.5 14V2.5h8l-1.5 3 1.5 3h-8' },
  {
    to: '/tokens',
    isAboutData: true,
    name: 'Tokens',
    key: 't',
    icon: 'M8 8h6v2.5M11.5 8v2M8 8a2.7 2.7 0 1 1-5.4 0A2.7 2.7 0 0 1 8 8z',
  },
  { to: '/roles', isAboutData: true, name: 'Roles', key: 'r', icon: 'M2.5 5.5h8v8h-8zM5.5 5.5v-3h8v8h-3' },
  {
    to: '/graph',
    isAboutData: true,
    name: 'Graph',
    key: 'g',
    icon: 'M5 8a1.7 1.7 0 1 1-3.4 0A1.7 1.7 0 0 1 5 8zM13.6 3.6a1.7 1.7 0 1 1-3.4 0 1.7 1.7 0 0 1 3.4 0zM13.6 12.4a1.7 1.7 0 1 1-3.4 0 1.7 1.7 0 0 1 3.4 0zM4.9 7.2l5.4-2.8M4.9 8.8l5.4 2.8',
  },
  {
    to: '/proposals',
    isAboutData: true,
    name: 'Proposals',
    key: 'p',
    icon: 'M2.5 2.5h2m2 0h3m2 0h2v2m0 2v3m0 2v2h-2M2.5 7.5h6v6h-6z',
  },
  { to: '/denials', isAboutData: true, name: 'Denials', key: 'd', icon: 'M3.5 3.5l9 9m0-9l-9 9' },
  {
    to: '/coverage',
    isAboutData: true,
    name: 'Coverage',
    key: 'c',
    icon: 'M3 13V7m3.5 6V3m3.5 10V5m3.5 8V9',
  },
  {
    to: '/identify',
    isAboutData: false,
    name: 'Identify',
    key: 'i',
    icon: 'M7 11.5a4.5 4.5 0 1 1 0-9 4.5 4.5 0 0 1 0 9zM10.3 10.3L14 14',
  },
  { to: '/load', isAboutData: false, name: 'Load logs', key: 'l', icon: 'M8 2.5v8m-3-3l3 3 3-3M2.5 13.5h11' },
] as const;

/** After these the rail draws a line: what follows is about the data, not about tokens. */
export const lastOfTokens = '/denials';
