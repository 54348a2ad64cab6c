namespace EdgeGuard.Modbus;
