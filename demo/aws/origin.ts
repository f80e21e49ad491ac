import { addressAt, type Place } from '../organisation/places.ts';
import type { Random } from '../random.ts';

/** Where a call comes from, as the log shows it. */
export interface Origin {
  /** An address, the name of a service, or `AWS Internal`. */
  readonly address: string;
  readonly agent: string;
  readonly place?: Place;
  readonly vpcEndpointId?: string;
}

/** Origin of a caller at a place; the same stream gives the same address. */
export function fromPlace(place: Place, agent: string, random: Random): Origin {
  const origin = { address: addressAt(place, random), agent, place };
  return place.kind === 'internal' ? { ...origin, vpcEndpointId: `vpce-0${random.hex(16)}` } : origin;
}

/** Origin of calls that an AWS service makes. */
export function fromService(service: string): Origin {
  return { address: service, agent: service };
}

/** Origin of calls that AWS makes inside itself. */
export const awsInternal: Origin = { address: 'AWS Internal', agent: 'AWS Internal' };

/** Programs that call AWS, as they name themselves. */
export const agents = {
  cli: 'aws-cli/2.27.41 md/awscrt#0.26.1 ua/2.1 os/macos#24.5.0 md/arch#arm64 lang/python#3.13.4 md/pyimpl#CPython m/E,b,Z cfg/retry-mode#standard md/installer#exe md/prompt#off',
  cliLinux:
    'aws-cli/2.22.12 md/awscrt#0.23.4 ua/2.0 os/linux#6.8.0-1021-azure md/arch#x86_64 lang/python#3.12.6 md/pyimpl#CPython cfg/retry-mode#standard',
  oldCli: 'aws-cli/1.18.69 Python/3.8.10 Linux/5.4.0-150-generic botocore/1.16.19',
  boto: 'Boto3/1.38.23 md/Botocore#1.38.23 ua/2.1 os/linux#6.1.134 md/arch#x86_64 lang/python#3.11.12 md/pyimpl#CPython cfg/retry-mode#legacy Botocore/1.38.23',
  oldBoto: '[Boto3/1.17.112 Python/3.7.16 Linux/4.14.281-212.502.amzn2.x86_64 Botocore/1.20.112]',
  java: 'aws-sdk-java/2.31.62 md/io#sync md/http#Apache ua/2.1 os/Linux#6.1.134 lang/java#21.0.7 md/OpenJDK_64-Bit_Server_VM#21.0.7+6-LTS md/vendor#Amazon.com_Inc. md/en exec-env/AWS_ECS_FARGATE',
  node: 'aws-sdk-js/3.828.0 ua/2.1 os/linux#5.10.236 lang/js md/nodejs#22.16.0 exec-env/AWS_Lambda_nodejs22.x',
  go: 'aws-sdk-go-v2/1.36.5 ua/2.1 os/linux lang/go#1.24.4 md/GOARCH#arm64 md/GOOS#linux',
  terraform:
    'APN/1.0 HashiCorp/1.0 Terraform/1.12.2 (+https://www.terraform.io) terraform-provider-aws/5.100.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.36.5 ua/2.1 os/linux lang/go#1.24.4',
  ssmAgent: 'aws-sdk-go/1.55.5 (go1.23.6; linux; arm64) amazon-ssm-agent/3.3.2299.0',
  browser:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36',
  windows: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
  curl: 'curl/8.5.0',
  actions:
    'aws-sdk-js/3.828.0 ua/2.1 os/linux#6.8.0-1021-azure lang/js md/nodejs#20.19.2 api/sts#3.828.0 m/E configure-aws-credentials-for-github-actions',
} as const;
