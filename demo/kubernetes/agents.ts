/** Programs that call the API server, as they name themselves. */
export const agents = {
  kubectl: 'kubectl/v1.33.1 (darwin/arm64) kubernetes/8adc0f0',
  kubectlOfWorkflows: 'kubectl/v1.33.1 (linux/amd64) kubernetes/8adc0f0',
  oldKubectl: 'kubectl/v1.24.17 (linux/amd64) kubernetes/22a9682',
  scheduler: 'kube-scheduler/v1.33.1 (linux/amd64) kubernetes/8adc0f0/leader-election',
  controllers: 'kube-controller-manager/v1.33.1 (linux/amd64) kubernetes/8adc0f0/leader-election',
  kubelet: 'kubelet/v1.33.1 (linux/arm64) kubernetes/8adc0f0',
  proxy: 'kube-proxy/v1.33.1 (linux/arm64) kubernetes/8adc0f0',
  coredns: 'coredns/v0.0.0 (linux/arm64) kubernetes/$Format',
  flux: 'kustomize-controller/v1.6.0',
  externalDns: 'ExternalDNS/v0.17.0',
  java: 'fabric8-kubernetes-client/7.3.1',
  go: 'metrics-agent/v0.0.0 (linux/arm64) kubernetes/$Format',
  python: 'OpenAPI-Generator/32.0.1/python',
} as const;
