export {
  httpCatalogue,
  learn,
  logFormats,
  type Route,
  routes,
  routesOf,
  unmatchedSource,
} from './catalogue.ts';
export { documentsOf, isMaybeApi } from './documents-of.ts';
export { readLogFormats } from './log-formats.ts';
export { readApi } from './openapi/read-api.ts';
export { idFormStart } from './route.ts';
