#!/bin/bash
# Two nodes of Slurm on loopback in the folder $1; ports from $2 on. They end when standard input ends, or after ten minutes.
set -eu
folder=$1 port=$2 host=$(hostname)
mkdir -p "$folder"/{state,log,spool/node1,spool/node2}
install -d -o munge "$folder/munge"
chmod 755 "$folder"
dd if=/dev/urandom of="$folder/munge/key" bs=1 count=1024 status=none
chown munge "$folder/munge/key" && chmod 400 "$folder/munge/key"
cat > "$folder/slurm.conf" <<CONF
ClusterName=workbench
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$folder/munge/socket
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool/%n
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.%n.pid
SlurmctldLogFile=$folder/log/slurmctld.log
SlurmdLogFile=$folder/log/slurmd.%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SwitchType=switch/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
SlurmdTimeout=5
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
SchedulerParameters=batch_sched_delay=0,sched_interval=2,bf_interval=2
MinJobAge=3600
NodeName=node[1-2] NodeHostname=$host NodeAddr=127.0.0.1 Port=[$((port + 1))-$((port + 2))] CPUs=1 RealMemory=500 State=UNKNOWN
PartitionName=main Nodes=node[1-2] Default=YES MaxTime=60 State=UP
CONF
export SLURM_CONF=$folder/slurm.conf
su munge -s /bin/bash -c "exec timeout 600 munged -F --key-file=$folder/munge/key --socket=$folder/munge/socket --pid-file=$folder/munge/pid --log-file=$folder/munge/log --seed-file=$folder/munge/seed" >"$folder/log/munged.out" 2>&1 &
for _ in $(seq 50); do [ -S "$folder/munge/socket" ] && break; sleep 0.1; done
timeout 600 slurmctld -D -i -f "$SLURM_CONF" >"$folder/log/slurmctld.out" 2>&1 &
for node in 1 2; do timeout 600 slurmd -D -N "node$node" -f "$SLURM_CONF" >"$folder/log/node$node.out" 2>&1 & done
for _ in $(seq 150); do [ "$(sinfo -h -t idle -o %D 2>/dev/null)" = 2 ] && break; sleep 0.2; done
[ "$(sinfo -h -t idle -o %D)" = 2 ] || { cat "$folder"/log/*; exit 1; }
echo ready
cat >/dev/null || true
scontrol shutdown || true
[ -f "$folder/munge/pid" ] && kill "$(cat "$folder/munge/pid")" || true
wait || true
