import './style/page.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { createPageRouter } from './app/router.tsx';
import { applyTheme } from './app/theme.ts';
import { ProblemError } from './client/client.ts';

applyTheme();
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      // What was asked wrongly stays wrong; a server that is busy may answer the second time.
      retry: (failures, error) =>
        failures < 2 &&
        !(error instanceof ProblemError && error.problem.status < 500 && error.problem.status > 0),
      refetchOnWindowFocus: false,
    },
  },
});
const root = document.getElementById('root');
if (!root) throw new Error('the page has no place for its content');
createRoot(root).render(
  <QueryClientProvider client={queries}>
    <RouterProvider router={createPageRouter()} />
  </QueryClientProvider>,
);
