import { type Operation, operation } from '../operation.ts';

/** Signs in to the console; a failure has no error code, only an answer that says so. */
export function consoleLogin(result: 'Success' | 'Failure', hasMfa = result === 'Success'): Operation {
  return consoleStep('ConsoleLogin', result, {
    LoginTo: 'https://console.aws.amazon.com/console/home?state=hashArgs%23&isauthcode=true',
    MobileVersion: 'No',
    MFAUsed: hasMfa ? 'Yes' : 'No',
  });
}

/** Checks the second factor on the way into the console. */
export const checkMfa: Operation = consoleStep('CheckMfa', 'Success', { MfaType: 'Virtual MFA' });

/** Opens the portal of Identity Center, or steps from it into an account. */
export function portalStep(
  name: 'Authenticate' | 'Federate',
  additional?: Operation['additional'],
): Operation {
  return operation('sso', name, [], null, {
    isReadOnly: false,
    eventType: 'AwsServiceEvent',
    ...(additional && { additional }),
  });
}

function consoleStep(name: string, result: string, additional: Operation['additional']): Operation {
  return operation('signin', name, [], null, {
    isReadOnly: false,
    eventType: 'AwsConsoleSignIn',
    response: { [name]: result },
    host: 'signin.aws.amazon.com',
    ...(additional && { additional }),
  });
}
