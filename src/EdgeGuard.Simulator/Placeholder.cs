namespace EdgeGuard.Simulator;
