import { logFormats } from '../catalogue/index.ts';
import { compileFormat, type LineFormat } from './text-format.ts';

const clfTime = '(\\d{2}/\\w{3}/\\d{4}:\\d{2}:\\d{2}:\\d{2} [+-]\\d{4})';
const quoted = '((?:[^"\\\\]|\\\\.)*)';
const agentAndMore = `(?: "(?:[^"\\\\]|\\\\.)*"(?: "${quoted}")?)?.*$`;

/**
 * The common and the combined format of nginx and Apache, with or without a virtual host in front and with anything behind:
 * also what Traefik and, without a blank before the request, API Gateway write by that name.
 */
function combined(user: string, request: string): LineFormat {
  return {
    pattern: `^\\s*(\\S.*?) ${user} \\[${clfTime}\\] ?"${request}" (\\d{3}|-) (?:\\d+|-)${agentAndMore}`,
    groups: ['address', 'consumer', 'time', 'request', 'status', 'agent'],
  };
}

/** Lines with commas, as the console of API Gateway proposes them. https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html */
const apiGateway: LineFormat = {
  pattern: `^([0-9A-Fa-f.:]+),[^,]*,([^,]*),${clfTime},([A-Z]{3,16}),(/[^,]*),[^,]*,(\\d{3}),[^,]*,(\\S*)\\s*$`,
  groups: ['address', 'consumer', 'time', 'method', 'target', 'status', 'id'],
};

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html */
const loadBalancer: LineFormat = {
  pattern: `^(?:(?:https?|h2|grpcs?|wss?) )?(\\d{4}-\\S+) \\S+ ([0-9A-Fa-f.:]+):\\d+ \\S+ \\S+ \\S+ \\S+ (\\d{3}|-) \\S+ -?\\d+ -?\\d+ "${quoted}" "${quoted}".*$`,
  groups: ['time', 'address', 'status', 'request', 'agent'],
};

/** The formats of Envoy where nothing else is set, of several versions and of Istio; all begin and end alike. */
const envoy: LineFormat = {
  pattern: `^\\[(\\d{4}-[^\\]]+)\\] "${quoted}" (\\d+) .*"[^"]*" "${quoted}" "([^"]*)" "[^"]*" "[^"]*".*$`,
  groups: ['time', 'request', 'status', 'agent', 'id'],
  plain: 'plain_envoy',
};

/** How a line may be written, in the order in which it is tried: as the loaded configurations say comes first. */
export function lineFormats(): readonly LineFormat[] {
  const told = [...logFormats()]
    .sort((a, b) => b.format.length - a.format.length || (a.name < b.name ? -1 : 1))
    .flatMap(({ format }) => compileFormat(format) ?? []);
  // Some servers do not escape a quote within a request, or name a remote user twice: those lines are tried last.
  return [
    ...told.slice(0, toldMax),
    { ...combined('- (\\S.*?|)', quoted), plain: 'plain_combined' },
    envoy,
    loadBalancer,
    apiGateway,
    combined('\\S+ (\\S+)', '(.*?)'),
  ];
}

const toldMax = 20;
