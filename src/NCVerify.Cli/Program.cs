using System.Runtime.InteropServices;
using System.Text;
using NCVerify.Cli;

// Ctrl-C and SIGTERM ask once, politely; a second Ctrl-C ends the process at once.
using var interrupt = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) => e.Cancel = Interrupt();
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = Interrupt());
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return CliHost.RunInterruptible(args, Console.Out, Console.Error, interrupt.Token);

bool Interrupt()
{
    bool first = !interrupt.IsCancellationRequested;
    interrupt.Cancel();
    return first;
}
